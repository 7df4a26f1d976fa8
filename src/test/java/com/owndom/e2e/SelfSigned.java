package com.owndom.e2e;

/** Keys with certificates that they signed themselves. */
final class SelfSigned {

    private SelfSigned() {}

    /**
     * Makes both.
     *
     * @param name that it has
     * @param subject whose it is, like {@code DNS:example.test} or {@code IP:10.0.0.1}
     */
    static void write(String name, String subject, String key, String certificate) {
        Shell.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "90",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=" + subject,
                "-keyout",
                key,
                "-out",
                certificate);
    }
}
