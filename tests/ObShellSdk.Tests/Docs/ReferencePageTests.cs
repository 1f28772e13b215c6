using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ObShellSdk.Tests.Docs;

/// <summary>Writes docs/reference/options.md and docs/reference/error-codes.md from the XML documentation of the options and the error codes.</summary>
public sealed partial class ReferencePageTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "docs", "reference");

    private static readonly Dictionary<string, XElement> _docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ObShellSdk.xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    [Fact]
    public void The_page_of_options_matches_the_code() => WrittenPage.HoldTables(
        Path.Combine(_folder, "options.md"),
        ("client options", Options(typeof(ObShellClientOptions))),
        ("retry options", Options(typeof(ObShellRetryOptions))),
        ("call options", Options(typeof(ObShellCallOptions))),
        ("wait options", Options(typeof(WaitOptions))));

    [Fact]
    public void The_page_of_error_codes_matches_the_code() => WrittenPage.HoldTables(Path.Combine(_folder, "error-codes.md"), ("codes", Codes()));

    private static string Options(Type type) => "| Option | Type | Meaning |\n|---|---|---|\n" + string.Concat(
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(property => property.MetadataToken)
            .Select(property => $"| `{property.Name}` | `{Name(property.PropertyType)}` | {Summary($"P:{type.FullName}.{property.Name}")} |\n"));

    private static string Codes()
    {
        var table = new StringBuilder("| Code | Constant | Meaning |\n|---|---|---|\n");
        foreach (FieldInfo code in typeof(ObShellErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(code => (string)code.GetRawConstantValue()!, StringComparer.Ordinal))
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{code.GetRawConstantValue()}` | `{code.Name}` | {Summary($"F:{code.DeclaringType!.FullName}.{code.Name}")} |\n");
        }

        return table.ToString();
    }

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : !type.IsGenericType ? type.Name switch { "String" => "string", "Boolean" => "bool", "Int32" => "int", var name => name }
        : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";

    private static string Summary(string member) =>
        Space().Replace(string.Concat(_docs[member].Element("summary")!.Nodes().Select(Text)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => $"`{word.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } see => $"`{Member((see.Attribute("cref") ?? see.Attribute("name"))!.Value)}`",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    /// <summary>A type is shown by its name, a member with the name of its type.</summary>
    private static string Member(string reference)
    {
        string[] parts = reference.Split('(')[0].Split(':')[^1].Split('.');
        return reference.StartsWith("T:", StringComparison.Ordinal) || parts.Length == 1 ? parts[^1] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
