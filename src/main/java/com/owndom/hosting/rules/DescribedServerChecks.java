package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.container.Cores;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.settings.PostgresSettings;
import java.util.List;

/** What can be wrong with one further database server, whatever else the estate has. */
record DescribedServerChecks(DatabaseServer server) {

    private static final String NAME = "[a-z]([a-z0-9-]{0,28}[a-z0-9])?";

    List<Problem> problems() {
        var problems = new Problems("server " + server.name());
        name(problems);
        image(problems);
        amounts(problems);
        numbers(problems);
        return problems.found();
    }

    private void name(Problems problems) {
        if (!server.name().matches(NAME)) {
            problems.refuse(
                    "name \"" + server.name() + "\"",
                    "a name is a DNS label of at most 30 characters",
                    "write one like new DatabaseServer(\"reports\")");
        }
    }

    private void image(Problems problems) {
        var image = new ImageReference(server.image());
        if (!image.isWellFormed() || !image.isPinned()) {
            problems.refuse(
                    "image \"" + server.image() + "\"",
                    "an image names a tag or digest",
                    "write withImage(\"postgres:17\")");
        }
    }

    private void amounts(Problems problems) {
        if (!PostgresSettings.isAmount(server.sharedBuffers())) {
            problems.refuse(
                    "shared buffers \"" + server.sharedBuffers() + "\"",
                    "PostgreSQL writes an amount in kB, MB or GB",
                    "write withSharedBuffers(\"256MB\")");
        }
        if (!PostgresSettings.isAmount(server.workMem())) {
            problems.refuse(
                    "work_mem \"" + server.workMem() + "\"",
                    "PostgreSQL writes an amount in kB, MB or GB",
                    "write withWorkMem(\"4MB\")");
        }
        if (MemorySize.parse(server.memory()).isEmpty()) {
            problems.refuse("memory \"" + server.memory() + "\"", "is an amount in m or g", "write withMemory(\"2g\")");
        }
        if (Cores.parse(server.cpus()).isEmpty()) {
            problems.refuse("cores \"" + server.cpus() + "\"", "is a number of cores", "write withCpus(\"1.0\")");
        }
    }

    private void numbers(Problems problems) {
        if (server.number() < 1 || server.number() > DatabaseServer.LARGEST_NUMBER) {
            problems.refuse(
                    "number " + server.number(),
                    "a number is between 1 and " + DatabaseServer.LARGEST_NUMBER,
                    "leave withNumber(…) out, or choose one in that range");
        }
        if (server.maxConnections() <= PostgresSettings.RESERVED_CONNECTIONS) {
            problems.refuse(
                    "max connections " + server.maxConnections(),
                    PostgresSettings.RESERVED_CONNECTIONS + " are kept for managing the server",
                    "leave withMaxConnections(…) out for 200");
        }
    }
}
