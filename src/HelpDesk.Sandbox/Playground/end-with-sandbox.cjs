// Loaded before the Playground (node --require). The sandbox holds the other end of standard input and never writes to it:
// when that end closes, the sandbox is gone, however that happened, and this process must not stay behind.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
