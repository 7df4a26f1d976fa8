package com.owndom.hosting.app;

import com.pulumi.docker.inputs.ContainerHealthcheckArgs;

/**
 * Docker's health check of an app. It is for display: what decides over a new version is the publication's own question,
 * and {@code ./hosting status} asks every app itself.
 *
 * <p>A check costs about 110 ms of CPU, for Docker starts a process in the container. A hundred apps at the guide's 30
 * seconds would keep 0.36 of a core busy, so outside {@code development} there is none, not that of the image either,
 * unless the app names a command of its own: that one runs every 15 minutes. The interval does not depend on the number of
 * apps, since changing it replaces the container.
 *
 * @param plan whose app it is
 * @param development whether it is a person's own machine
 */
record DockerHealth(AppPlan plan, boolean development) {

    ContainerHealthcheckArgs args() {
        return development || plan.health().command().isPresent()
                ? check()
                : ContainerHealthcheckArgs.builder().tests("NONE").build();
    }

    private ContainerHealthcheckArgs check() {
        return ContainerHealthcheckArgs.builder()
                .tests(plan.health().test(plan.role(), plan.port()))
                .interval(development ? "30s" : "15m0s")
                .timeout("10s")
                .retries(development ? 3 : 1)
                .startPeriod("1m0s")
                .build();
    }
}
