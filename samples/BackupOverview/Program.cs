using BackupOverview;

// Prints the backup overview of a tenant or of the cluster. Without --endpoint it asks an agent that it starts itself.
CommandLine commandLine = new();
return await commandLine.RunAsync(args);
