using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Conventions;

/// <summary>All facets have one shape.</summary>
public sealed partial class FacetShapeTests
{
    private static readonly string[] _infrastructure = ["Errors", "Http", "Encryption", "Trust", "Serialization", "Diagnostics", "DependencyInjection", "obj", "bin"];

    private static readonly string[] _lastParameters = ["page", "pageSize", "options", "progress", "cancellationToken"];

    // What is opened by its id: that sends nothing.
    private static readonly Type[] _opened = [typeof(DagOperation), typeof(BackupOperation), typeof(RestoreOperation)];

    public static TheoryData<Type> Facets => [.. typeof(ObShellClient).GetProperties()
        .Select(property => property.PropertyType)
        .Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal))];

    [Fact]
    public void No_facet_uses_HTTP_messages_cryptography_or_JSON_calls()
    {
        string source = SourceFolder();
        string[] files = [.. Directory.EnumerateDirectories(source)
            .Where(folder => !_infrastructure.Contains(Path.GetFileName(folder)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(ForeignWords().IsMatch(File.ReadAllText(file)), file));
    }

    [Fact]
    public void Serialization_does_not_use_HTTP() =>
        Assert.All(Directory.EnumerateFiles(Path.Combine(SourceFolder(), "Serialization")), file =>
            Assert.DoesNotContain("HttpClient", File.ReadAllText(file), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Facets))]
    [Shows(Promise.Cancellation)]
    public void Every_operation_is_asynchronous_and_takes_options_and_a_token_last(Type facet)
    {
        MethodInfo[] operations = [.. facet.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !_opened.Contains(method.ReturnType) && facet != typeof(WorkflowClient))];

        Assert.True(operations.Length > 0 || facet == typeof(WorkflowClient), facet.Name);
        Assert.All(operations, operation =>
        {
            ParameterInfo[] parameters = operation.GetParameters();
            Assert.EndsWith("Async", operation.Name, StringComparison.Ordinal);
            Assert.True(typeof(Task).IsAssignableFrom(operation.ReturnType) || operation.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>), operation.Name);
            Assert.Equal(typeof(CancellationToken), parameters[^1].ParameterType);
            Assert.True(parameters[^1].IsOptional, operation.Name);
            ParameterInfo options = parameters[^2].Name == "progress" ? parameters[^3] : parameters[^2];
            Assert.EndsWith("Options", options.ParameterType.Name, StringComparison.Ordinal);
            Assert.True(options.IsOptional, operation.Name);
            Assert.DoesNotContain(parameters, parameter => parameter.ParameterType == typeof(bool) && !parameter.IsOptional);

            // Subject, request or filter, paging, options, progress, token.
            string[] last = [.. parameters.Select(parameter => parameter.Name!).Where(name => name is "page" or "pageSize" or "options" or "progress" or "cancellationToken")];
            Assert.Equal(last.OrderBy(name => Array.IndexOf(_lastParameters, name)), last);
            Assert.Equal(last, parameters.TakeLast(last.Length).Select(parameter => parameter.Name!));
        });
    }

    [Fact]
    public void Every_record_is_sealed_and_its_properties_are_set_once()
    {
        Type[] records = [.. typeof(ObShellClient).Assembly.GetExportedTypes().Where(type => type.IsClass && type.GetMethod("<Clone>$") is not null)];

        Assert.NotEmpty(records);
        Assert.All(records, record =>
        {
            Assert.True(record.IsSealed || record.IsAbstract, record.Name);
            Assert.All(record.GetProperties().Where(property => property.SetMethod is { IsPublic: true }), property =>
                Assert.Contains(typeof(IsExternalInit), property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));
            Assert.DoesNotContain(record.GetProperties(), property => property.PropertyType == typeof(string) && SecretName().IsMatch(property.Name));
        });
    }

    private static string SourceFolder() => Path.Combine(Repository.Root, "src", "ObShellSdk");

    [GeneratedRegex(@"HttpClient|HttpRequestMessage|HttpResponseMessage|JsonSerializer\.|Utf8Json|Cryptography|using System\.Net\.Http")]
    private static partial Regex ForeignWords();

    [GeneratedRegex("password|secret|accesskey|token|privatekey", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
