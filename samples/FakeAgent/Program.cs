using StandaloneAgent;

// Runs a fake agent for clients in any language, until Ctrl+C or SIGTERM.
CommandLine commandLine = new();
return await commandLine.RunAsync(args);
