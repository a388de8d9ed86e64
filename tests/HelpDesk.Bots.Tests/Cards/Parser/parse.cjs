// Reads one card as JSON per line and prints, per line, what Microsoft's parser says about it: a JSON array of strings.
const { createInterface } = require("node:readline");
const { AdaptiveCard, CardElement, SerializationContext, ValidationEvent, Versions } = require("adaptivecards/dist/adaptivecards.js");

// The package's own expression is global, so that it remembers where it stopped and refuses every second card of a language.
CardElement.langProperty.regEx = /^[a-z]{2,3}$/i;

// Teams' own elements, which the package does not know.
const isExtension = part => typeof part.type === "string" && part.type.startsWith("Chart.");

const hasFallback = part => part.fallback !== null && typeof part.fallback === "object";

// The card as a client has it that takes the fallback of every part for which `takes` is true. What a button sends is not looked into.
function withFallbacks(value, takes) {
  if (Array.isArray(value)) {
    return value.map(item => withFallbacks(item, takes)).filter(item => item !== undefined);
  }

  if (value === null || typeof value !== "object") {
    return value;
  }

  if (takes(value)) {
    return hasFallback(value) ? withFallbacks(value.fallback, takes) : undefined;
  }

  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === "data" ? member : withFallbacks(member, takes)]));
}

function eventsOf(json) {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...parsed, ...card.validateProperties().validationEvents].map(e => `${ValidationEvent[e.event]}: ${e.message}`);
}

function check(line) {
  try {
    const card = JSON.parse(line);
    return [
      ...eventsOf(withFallbacks(card, isExtension)),
      ...eventsOf(withFallbacks(card, part => isExtension(part) || hasFallback(part))).map(e => `with fallbacks: ${e}`),
    ];
  } catch (error) {
    return [`${error}`];
  }
}

createInterface({ input: process.stdin }).on("line", line => console.log(JSON.stringify(check(line))));
