package com.owndom.bench;

import com.owndom.hosting.Estate;
import com.owndom.hosting.HostingProgram;
import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import java.util.stream.IntStream;

/** As many clients as BENCH_CLIENTS says, alike but for their names: client-1, client-2, … */
public final class BenchEstate {

    private static final String IMAGE = "bench/app:1";

    private BenchEstate() {}

    public static void main(String[] arguments) {
        var number = Integer.parseInt(System.getenv("BENCH_CLIENTS"));
        HostingProgram.run(context -> {
            if (number > 0) {
                new Estate(
                        context,
                        "bench",
                        numbers(number)
                                .mapToObj(n -> new Client("client-" + n, BenchEstate::small))
                                .toList());
            }
        });
    }

    /** With BENCH_ADDED, the last one is gone and another one is there. */
    private static IntStream numbers(int number) {
        return IntStream.rangeClosed(1, number)
                .map(n -> n == number && System.getenv("BENCH_ADDED") != null ? number + 1 : n);
    }

    private static ClientBuilder small(ClientBuilder client) {
        // The costs of Docker's own checks belong to the cost at rest, so there they are the conventional ones.
        var real = "real".equals(System.getenv("BENCH_CHECKS"));
        return client.apiRate(100_000)
                .webRate(100_000)
                .frontend(app -> real ? small(app) : small(app).healthCommand("true"))
                .backend(app -> real ? backend(app) : backend(app).healthCommand("true"));
    }

    /** The image BENCH_BACKEND, if there is one, with the conventional health. */
    private static AppBuilder backend(AppBuilder app) {
        var image = System.getenv("BENCH_BACKEND");
        return image == null
                ? small(app).health("/")
                : versioned(app).image(image).memory("256m");
    }

    private static AppBuilder small(AppBuilder app) {
        return versioned(app).image(IMAGE).memory("32m").stopSignal("SIGQUIT");
    }

    private static AppBuilder versioned(AppBuilder app) {
        return app.port(80).environment("VERSION", System.getenv().getOrDefault("BENCH_VERSION", "1"));
    }
}
