package com.owndom.hosting;

import com.owndom.hosting.engine.EngineConnection;
import com.pulumi.Context;
import java.util.function.Consumer;
import java.util.logging.LogManager;

/** Runs a program under the engine. */
public final class HostingProgram {

    /** The engine prints nothing more about a program that ends so: the error has been logged. */
    private static final int ALREADY_LOGGED = 32;

    private static final String POOL_SIZE = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private HostingProgram() {}

    /** Declares the resources and ends the process; refuses when a source is newer than the jar. */
    public static void run(Consumer<Context> declare) {
        FreshJar.refusal().ifPresent(HostingProgram::refuse);
        // The engine prints every error; the SDK would print it once more, as a Java log record.
        LogManager.getLogManager().reset();
        // On two cores and fewer, Java would start a thread for each of the SDK's many small tasks.
        System.setProperty(POOL_SIZE, System.getProperty(POOL_SIZE, "4"));
        var code = EngineConnection.run(declare).join();
        System.exit(code == 0 ? 0 : ALREADY_LOGGED);
    }

    private static void refuse(String reason) {
        System.err.println(reason);
        System.exit(ALREADY_LOGGED);
    }
}
