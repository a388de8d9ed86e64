using System.Reflection;

namespace HelpDesk.Solution.Tests.BotSdk;

/// <summary>What an assembly shows to others, in the words of the list.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(void)] = "void",
    };

    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetExportedTypes().Where(t => !t.IsNested).OrderBy(NameOf, StringComparer.Ordinal);

    /// <summary>As the list writes it, with type parameters.</summary>
    public static string NameOf(Type type)
    {
        if (Words.TryGetValue(type, out var word))
        {
            return word;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{NameOf(value)}?";
        }

        if (type.IsByRef)
        {
            return $"ref {NameOf(type.GetElementType()!)}";
        }

        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
    }

    /// <summary>The members that others can call or override, without those that every type or record has.</summary>
    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumNames();
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Signature("Invoke", type.GetMethod("Invoke")!)];
        }

        return type.GetConstructors(Declared).Where(IsVisible).Select(c => Signature("new", c))
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsVisible) && !IsOfRecord(p.Name)).Select(p => $"{p.Name}: {NameOf(p.PropertyType)}"))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => f.IsLiteral ? $"{f.Name}=\"{f.GetRawConstantValue()}\"" : $"{f.Name}: {NameOf(f.FieldType)}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName && !IsOfRecord(m.Name)).Select(m => Signature(m.Name, m)));
    }

    private static string Signature(string name, MethodBase method)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(p => NameOf(p.ParameterType)));
        var result = method is MethodInfo { ReturnType: var type } && type != typeof(void) ? $" → {NameOf(type)}" : "";
        return $"{name}({parameters}){result}";
    }

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (method.IsConstructor || !method.Name.Contains('.', StringComparison.Ordinal));

    private static bool IsOfRecord(string name) =>
        name is "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "Deconstruct" or "EqualityContract" or "PrintMembers" or "Finalize";
}
