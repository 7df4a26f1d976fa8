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
                        IntStream.rangeClosed(1, number)
                                .mapToObj(n -> new Client("client-" + n, BenchEstate::small))
                                .toList());
            }
        });
    }

    private static ClientBuilder small(ClientBuilder client) {
        return client.frontend(app -> small(app).healthCommand("true"))
                .backend(app -> small(app).health("/").healthCommand("true"));
    }

    private static AppBuilder small(AppBuilder app) {
        return app.image(IMAGE).port(80).memory("32m");
    }
}
