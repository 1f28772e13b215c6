using RestoreTenant;

// Restores a backup into a new tenant. Killed and run again, it attaches to the restore that it began.
CommandLine commandLine = new();
return await commandLine.RunAsync(args);
