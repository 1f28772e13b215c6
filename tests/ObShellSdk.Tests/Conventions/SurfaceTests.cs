using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObShellSdk.Tests.Docs;

namespace ObShellSdk.Tests.Conventions;

/// <summary>What holds for all that users see.</summary>
public sealed partial class SurfaceTests
{
    private const string Mark = "a-marked-secret";

    private static readonly Type[] _exported = typeof(ObShellClient).Assembly.GetExportedTypes();

    private static readonly Dictionary<string, string> _docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ObShellSdk.xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);

    public static TheoryData<Type> Facets => FacetShapeTests.Facets;

    public static TheoryData<Type> RecordsWithSecrets =>
    [
        .. _exported.Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.GetMethod("<Clone>$") is not null
            && type.GetProperties().Any(property => IsSecret(property.PropertyType))),
    ];

    /// <summary>The build takes the others out (src/Directory.Build.targets).</summary>
    [Theory]
    [InlineData("ObShellSdk", 2300)]
    [InlineData("ObShellSdk.Hosting", 50)]
    [InlineData("ObShellSdk.Testing", 200)]
    public void The_documentation_that_is_shipped_has_public_members_only(string assembly, int least)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        string[] members = [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member").Select(member => member.Attribute("name")!.Value)];
        Dictionary<string, Type> types = Assembly.Load(assembly).GetExportedTypes().ToDictionary(type => type.FullName!.Replace('+', '.'));

        string[] hidden = [.. members.Where(member => member[0] == 'T' ? !types.ContainsKey(member[2..]) : !types.TryGetValue(TypeOf(member), out Type? type) || !IsVisible(type, member))];

        Assert.Empty(hidden);
        Assert.InRange(members.Length, least, int.MaxValue);

        static string PathOf(string member) => member[2..].Split('(')[0].Split("``")[0];

        static string TypeOf(string member) => PathOf(member)[..PathOf(member).LastIndexOf('.')];

        // Of several of one name, as many as are documented must be visible.
        bool IsVisible(Type type, string member)
        {
            string name = PathOf(member)[(PathOf(member).LastIndexOf('.') + 1)..].Replace('#', '.');
            int visible = type.GetMembers(Declared).Count(candidate => candidate.Name == name && candidate switch
            {
                MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
                PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
                FieldInfo field => field.IsPublic || field.IsFamily,
                _ => true,
            });
            return visible > 0 && members.Count(other => other[0] == member[0] && PathOf(other) == PathOf(member)) <= visible;
        }
    }

    [Fact]
    public void Nothing_is_typed_as_object_or_dynamic()
    {
        var loose =
            from type in _exported
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where !IsInherited(member) && !typeof(Delegate).IsAssignableFrom(type)
            where Types(member).Any(HasObject)
            select $"{type.Name}.{member.Name}";

        Assert.Empty(loose);
    }

    [Theory]
    [MemberData(nameof(Facets))]
    public void Every_operation_names_its_routes_and_its_first_version(Type facet)
    {
        foreach (MethodInfo method in facet.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)))
        {
            string name = $"M:{facet.FullName}.{method.Name}";
            string docs = Assert.Single(_docs, member => member.Key == name || member.Key.StartsWith($"{name}(", StringComparison.Ordinal)).Value;
            Assert.True(Route().IsMatch(docs) && Version().IsMatch(docs), $"{facet.Name}.{method.Name} does not name its route and its first version.");
        }
    }

    [Theory]
    [MemberData(nameof(RecordsWithSecrets))]
    [Shows(Promise.NoSecretIsPrinted)]
    public void A_record_prints_none_of_its_secrets(Type type)
    {
        object record = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => IsSecret(property.PropertyType) && property.SetMethod is not null))
        {
            property.SetValue(record, Marked(property.PropertyType));
        }

        Assert.DoesNotContain(Mark, record.ToString(), StringComparison.Ordinal);
    }

    private static bool IsSecret(Type type) => type == typeof(Secret) || type == typeof(StorageUri) || (type.IsGenericType && type.GetGenericArguments().Any(IsSecret));

    private static object? Marked(Type type) =>
        type == typeof(Secret) ? new Secret(Mark)
        : type == typeof(StorageUri) ? new StorageUri($"oss://bucket/path?host=h&access_id=i&access_key={Mark}")
        : type.IsAssignableFrom(typeof(Secret[])) ? new Secret[] { Mark }
        : null;

    private static bool IsInherited(MemberInfo member) =>
        member is MethodInfo method && (method.GetBaseDefinition() != method || method.Name is "op_Equality" or "op_Inequality" || (method.Name == "Equals" && method.IsVirtual));

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static bool HasObject(Type type) =>
        type == typeof(object) || (type.HasElementType && HasObject(type.GetElementType()!)) || (type.IsGenericType && type.GetGenericArguments().Any(HasObject));

    [GeneratedRegex(@"/api/v1/")]
    private static partial Regex Route();

    [GeneratedRegex(@"obshell \d\.\d\.\d\s+and\s+later")]
    private static partial Regex Version();
}
