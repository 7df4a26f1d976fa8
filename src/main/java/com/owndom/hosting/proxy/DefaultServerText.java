package com.owndom.hosting.proxy;

/** Renders the servers that refuse a host which no client has. */
final class DefaultServerText {

    private DefaultServerText() {}

    static String of(ProxyPlan plan) {
        return plan.tls() ? http(TlsText.challenge() + "\n") + https() : http("");
    }

    private static String http(String challenge) {
        return """
                server {
                    listen 80 default_server;
                    server_name _;

                %s    location / {
                        return 444;
                    }
                }
                """
                .formatted(challenge);
    }

    private static String https() {
        return """

                server {
                    listen 443 ssl default_server;
                    http2 on;
                    server_name _;
                    ssl_reject_handshake on;

                    # To a browser that asks over its connection to another client: it tries again, and is rejected then.
                    location / {
                        return 421;
                    }
                }
                """;
    }
}
