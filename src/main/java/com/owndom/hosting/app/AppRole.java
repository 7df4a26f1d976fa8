package com.owndom.hosting.app;

import java.util.List;

/** What an app is for its client, with the conventions that follow from it. */
public enum AppRole {
    /** Answers everything but {@code /api/}. */
    FRONTEND("frontend", 3000, "/", List.of("wget", "--quiet", "--tries=1", "--output-document=/dev/null")),
    /** Answers {@code /api/} and has the database. */
    BACKEND(
            "backend",
            4000,
            "/api/health",
            List.of("curl", "--fail", "--silent", "--show-error", "--output", "/dev/null"));

    private final String label;
    private final int firstPort;
    private final String healthPath;
    private final List<String> probe;

    AppRole(String label, int firstPort, String healthPath, List<String> probe) {
        this.label = label;
        this.firstPort = firstPort;
        this.healthPath = healthPath;
        this.probe = probe;
    }

    /** {@code frontend} or {@code backend}, as it stands in names and labels. */
    public String label() {
        return label;
    }

    /** The guide's port: 3000 + number for a frontend, 4000 + number for a backend. */
    public int port(int number) {
        return firstPort + number;
    }

    /** The path that answers with a success when the app is well. */
    public String healthPath() {
        return healthPath;
    }

    /** The command that asks for the health inside the container: wget for a frontend, curl for a backend. */
    List<String> probe() {
        return probe;
    }
}
