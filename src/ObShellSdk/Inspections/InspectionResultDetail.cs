
namespace ObShellSdk.Inspections;

/// <summary>What an inspection found. A check can be in several of the lists.</summary>
public sealed record InspectionResultDetail : ObShellRecord
{
    /// <summary>The checks with critical findings.</summary>
    public IReadOnlyList<InspectionItem> CriticalItems { get; init => field = value ?? []; } = [];

    /// <summary>The checks with warnings.</summary>
    public IReadOnlyList<InspectionItem> WarningItems { get; init => field = value ?? []; } = [];

    /// <summary>The checks that could not be carried out.</summary>
    public IReadOnlyList<InspectionItem> FailedItems { get; init => field = value ?? []; } = [];

    /// <summary>The checks that found nothing.</summary>
    public IReadOnlyList<InspectionItem> PassItems { get; init => field = value ?? []; } = [];
}
