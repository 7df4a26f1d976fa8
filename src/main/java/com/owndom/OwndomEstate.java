package com.owndom;

import com.owndom.hosting.Estate;
import com.owndom.hosting.HostingProgram;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.pulumi.Context;
import java.util.List;

/** What owndom.com hosts: one line a client. */
public final class OwndomEstate {

    private OwndomEstate() {}

    /** Runs under the engine: {@code ./hosting up}, or {@code pulumi up}. */
    public static void main(String[] arguments) {
        HostingProgram.run(OwndomEstate::declare);
    }

    static void declare(Context context) {
        new Estate(
                context,
                "owndom",
                List.of(new Client("portfolio", ClientBuilder::apex), new Client("client-1"), new Client("client-2")));
    }
}
