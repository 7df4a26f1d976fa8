package com.owndom.e2e;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signs as Cloudflare's Origin CA does: for the hosts that are named beside the request,
 * whatever stands in it. Of use once. */
final class FakeOriginCa {

    private final Path directory;

    FakeOriginCa() {
        try {
            directory = Files.createTempDirectory("origin-ca");
        } catch (IOException noSpace) {
            throw new java.io.UncheckedIOException(noSpace);
        }
        SelfSigned.write("Fake Origin CA", "DNS:origin-ca.test", file("ca.key"), file("ca.pem"));
    }

    FakeAnswer sign(JsonObject request) {
        var names = new StringBuilder("subjectAltName=");
        request.getAsJsonArray("hostnames")
                .forEach(it -> names.append(names.toString().endsWith("=") ? "" : ",")
                        .append("DNS:")
                        .append(it.getAsString()));
        try {
            Files.writeString(Path.of(file("request.pem")), request.get("csr").getAsString());
            Files.writeString(Path.of(file("names")), names);
            Shell.run(
                    "openssl",
                    "x509",
                    "-req",
                    "-in",
                    file("request.pem"),
                    "-CA",
                    file("ca.pem"),
                    "-CAkey",
                    file("ca.key"),
                    "-days",
                    request.get("requested_validity").getAsString(),
                    "-extfile",
                    file("names"),
                    "-out",
                    file("issued.pem"));
            var result = new JsonObject();
            result.addProperty("id", "1");
            result.addProperty("certificate", Files.readString(Path.of(file("issued.pem"))));
            return FakeAnswer.result(result);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } finally {
            Shell.run("rm", "--recursive", "--force", directory.toString());
        }
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}
