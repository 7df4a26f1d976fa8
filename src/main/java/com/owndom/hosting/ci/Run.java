package com.owndom.hosting.ci;

import java.util.Map;

/** The workflow run that this is part of. */
final class Run {

    private Run() {}

    static String address(Map<String, String> environment) {
        return "%s/%s/actions/runs/%s"
                .formatted(
                        GitHub.required(environment, "GITHUB_SERVER_URL"),
                        GitHub.required(environment, "GITHUB_REPOSITORY"),
                        GitHub.required(environment, "GITHUB_RUN_ID"));
    }
}
