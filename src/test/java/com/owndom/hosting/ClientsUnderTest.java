package com.owndom.hosting;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.rules.EstateChecks;
import com.owndom.hosting.rules.Host;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.StackRun;
import java.util.List;

/** Declares an estate of these clients under mocks. */
public final class ClientsUnderTest {

    private ClientsUnderTest() {}

    public static DeclaredStack declare(EstateSettings settings, Client... clients) {
        return declare(new StackRun(), settings, clients).sound();
    }

    public static DeclaredStack declare(StackRun run, EstateSettings settings, Client... clients) {
        return declare(run, Selection.all(), settings, clients);
    }

    public static DeclaredStack declare(
            StackRun run, EstateSettings settings, List<DatabaseServer> servers, Client... clients) {
        var read = new ReadSettings(settings, List.of());
        return run.stack(settings.stack())
                .of(context -> new Estate(
                        context,
                        EstateChecks.passed("owndom", read, servers, List.of(clients), Selection.all(), Host.unknown()),
                        Selection.all()));
    }

    public static DeclaredStack declare(StackRun run, Selection selection, EstateSettings settings, Client... clients) {
        var read = new ReadSettings(settings, List.of());
        return run.stack(settings.stack())
                .of(context -> new Estate(
                        context, EstateChecks.passed("owndom", read, List.of(clients), selection), selection));
    }
}
