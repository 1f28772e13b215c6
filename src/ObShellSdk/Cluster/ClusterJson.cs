using System.Text.Json.Serialization;
using ObShellSdk.Serialization;

namespace ObShellSdk.Cluster;

[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(ClusterTopology))]
[JsonSerializable(typeof(ClusterMembers))]
[JsonSerializable(typeof(ClusterIdentity))]
[JsonSerializable(typeof(InitializeClusterRequest))]
[JsonSerializable(typeof(StartClusterRequest))]
[JsonSerializable(typeof(StopClusterRequest))]
[JsonSerializable(typeof(ScaleOutRequest))]
[JsonSerializable(typeof(ScaleInRequest))]
[JsonSerializable(typeof(ListContents<ClusterParameter>))]
[JsonSerializable(typeof(SetClusterParametersRequest))]
[JsonSerializable(typeof(ListContents<Charset>))]
[JsonSerializable(typeof(UnitConfigLimit))]
[JsonSerializable(typeof(ClusterLicense))]
[JsonSerializable(typeof(ClusterStatistics))]
internal sealed partial class ClusterJson : JsonSerializerContext;
