using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObShellSdk.Tests.Contract;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Docs;

/// <summary>Every method of the clients and the operations that it calls, read from the XML documentation, which the contract tests compare with the contract.</summary>
internal static partial class OperationList
{
    private static readonly Dictionary<string, string> _docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ObShellSdk.xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);

    public static IReadOnlyList<ContractOperation> Operations { get; } = [.. ContractFile.Operations()];

    public static IReadOnlyList<OperationMethod> Methods { get; } = [.. Read()];

    /// <summary>The operation that this one is an alias of, or its own id.</summary>
    public static string Original(ContractOperation operation) =>
        operation.Definition.TryGetProperty("x-alias-of", out JsonElement original) ? original.GetString()! : operation.Id;

    /// <summary>The methods that serve an operation: those that call it or its alias, or else those whose documentation names it.</summary>
    public static IReadOnlyList<OperationMethod> Serving(ContractOperation operation)
    {
        OperationMethod[] callers = [.. Methods.Where(method => method.Operation is { } called && (called.Id == operation.Id || called.Id == Original(operation) || Original(called) == operation.Id))];
        return callers.Length > 0 ? callers : [.. Methods.Where(method => method.Named.Contains(operation.Id))];
    }

    private static IEnumerable<OperationMethod> Read()
    {
        var owners = typeof(ObShellClient).GetProperties()
            .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => (Name: $"client.{property.Name}", Type: property.PropertyType))
            .Append((Name: nameof(DagOperation), Type: typeof(DagOperation)));
        return
            from owner in owners
            from method in owner.Type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(method => method.Name, StringComparer.Ordinal)
            let docs = _docs.SingleOrDefault(member => Regex.IsMatch(member.Key, $@"^M:{Regex.Escape(owner.Type.FullName!)}\.{method.Name}(\(|$)")).Value ?? ""
            let since = Since().Match(docs)
            where since.Success
            let routes = Route().Matches(docs)
            select new OperationMethod(owner.Name, owner.Type.Namespace!, method.Name, since.Groups["version"].Value, docs.Contains("Several calls", StringComparison.Ordinal) || IsStream(method) || owner.Type == typeof(WorkflowClient) ? null : Find(routes[0]), [.. routes.Select(route => Find(route).Id)]);
    }

    private static bool IsStream(MethodInfo method) => method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static ContractOperation Find(Match route) => Operations.Single(operation =>
        operation.Verb == route.Groups["verb"].Value && Plain(operation.Template) == Plain(route.Groups["path"].Value));

    private static string Plain(string template) => Regex.Replace(template, @"\{\w+\}", "{}");

    [GeneratedRegex(@"(?<verb>GET|POST|PUT|PATCH|DELETE) (?<path>/api/v1/[\w/{}-]+)")]
    private static partial Regex Route();

    [GeneratedRegex(@"obshell (?<version>\d\.\d\.\d)\s+and\s+later")]
    private static partial Regex Since();
}

/// <summary>One method of a client.</summary>
/// <param name="Facet">How the client is written in code, such as <c>client.Backup</c>.</param>
/// <param name="Namespace">The namespace of the client and its records.</param>
/// <param name="Name">The name of the method.</param>
/// <param name="Since">The first obshell release that has the operation.</param>
/// <param name="Operation">The operation, or null if the method makes several calls.</param>
/// <param name="Named">The ids of all operations that the documentation names.</param>
internal sealed record OperationMethod(string Facet, string Namespace, string Name, string Since, ContractOperation? Operation, string[] Named);
