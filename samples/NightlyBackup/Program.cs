using NightlyBackup;

// Backs up tenants, at most so many at once. Killed and run again, it attaches to the backups that it began.
CommandLine commandLine = new();
return await commandLine.RunAsync(args);
