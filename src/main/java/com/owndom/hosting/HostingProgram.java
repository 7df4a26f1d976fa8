package com.owndom.hosting;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import java.util.function.Consumer;
import java.util.logging.LogManager;

/** Runs a program under the engine. */
public final class HostingProgram {

    /** The engine prints nothing more about a program that ends so: the error has been logged. */
    static final int ALREADY_LOGGED = 32;

    private HostingProgram() {}

    /** Declares the resources and ends the process; refuses when a source is newer than the jar. */
    public static void run(Consumer<Context> declare) {
        FreshJar.require();
        // The engine prints every error; the SDK would print it once more, as a Java log record.
        LogManager.getLogManager().reset();
        var code = Pulumi.runAsync(declare).join();
        System.exit(code == 0 ? 0 : ALREADY_LOGGED);
    }
}
