package com.owndom.hosting.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A certificate and its key as a person would have them.
 *
 * @param chain in PEM
 * @param key in PEM
 * @param encodedKey the same, in PKCS#8
 */
record SelfSigned(String chain, String key, byte[] encodedKey) {

    private static final String PASSWORD = "not-a-secret";

    /** With a key for EC or RSA, valid for so many days from then on ({@code -3d}), for these hosts. */
    static SelfSigned of(Path directory, String algorithm, String start, int days, String... hosts) {
        var store = directory.resolve(algorithm + start + String.join("", hosts).replace('*', '_') + ".p12");
        var names = Arrays.stream(hosts).map("dns:"::concat).collect(Collectors.joining(","));
        try {
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "own",
                            "-keyalg",
                            algorithm,
                            "-dname",
                            "CN=own",
                            "-ext",
                            "san=" + names,
                            "-startdate",
                            start,
                            "-validity",
                            String.valueOf(days),
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            var opened = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var key = opened.getKey("own", PASSWORD.toCharArray()).getEncoded();
            return new SelfSigned(
                    pem("CERTIFICATE", opened.getCertificate("own").getEncoded()), pem("PRIVATE KEY", key), key);
        } catch (IOException | GeneralSecurityException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(bytes));
    }

    OwnCertificate with(String otherKey) {
        return new OwnCertificate(chain, otherKey);
    }
}
