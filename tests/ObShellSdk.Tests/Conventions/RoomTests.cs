using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ObShellSdk.Tests.Docs;
using ObShellSdk.Workflows;

namespace ObShellSdk.Tests.Conventions;

/// <summary>What holds the rooms to their walls and the facets to one shape.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] _infrastructure = ["Errors", "Http", "Encryption", "Trust", "Serialization", "Diagnostics", "DependencyInjection", "obj", "bin"];

    // What is opened by its id: that sends nothing.
    private static readonly Type[] _opened = [typeof(DagOperation), typeof(BackupOperation), typeof(RestoreOperation)];

    public static TheoryData<Type> Facets => [.. typeof(ObShellClient).GetProperties()
        .Select(property => property.PropertyType)
        .Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal))];

    [Fact]
    public void No_room_of_a_facet_knows_HTTP_messages_cryptography_or_JSON_calls()
    {
        string source = SourceFolder();
        string[] files = [.. Directory.EnumerateDirectories(source)
            .Where(room => !_infrastructure.Contains(Path.GetFileName(room)))
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(ForeignWords().IsMatch(File.ReadAllText(file)), file));
    }

    [Fact]
    public void Encryption_knows_no_facet_and_serialization_no_HTTP()
    {
        string source = SourceFolder();

        Assert.All(Directory.EnumerateFiles(Path.Combine(source, "Encryption")), file =>
            Assert.DoesNotContain("using ObShellSdk.", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(source, "Serialization")), file =>
            Assert.DoesNotContain("HttpClient", File.ReadAllText(file), StringComparison.Ordinal));
    }

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
            Assert.EndsWith("Options", parameters[^2].ParameterType.Name, StringComparison.Ordinal);
            Assert.True(parameters[^2].IsOptional, operation.Name);
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
