package com.owndom.hosting.proxy;

/** Renders what an app learns about a request, and how long it may take. */
final class ForwardingText {

    private ForwardingText() {}

    static String of(ProxyPlan plan) {
        return """
                # With a fixed Connection header a WebSocket never opens; without one it stays empty, for keepalive.
                # Nothing else is upgraded: through h2c a visitor could talk to an app past the proxy's rules.
                map $http_upgrade $estate_upgrade {
                    default '';
                    ~*^websocket$ websocket;
                }
                map $estate_upgrade $estate_connection {
                    default '';
                    websocket upgrade;
                }

                proxy_http_version 1.1;
                proxy_set_header Upgrade $estate_upgrade;
                proxy_set_header Connection $estate_connection;
                # The host by which the site was found; what a visitor writes beside it is not passed on.
                proxy_set_header Host $host%1$s;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host $host%1$s;
                proxy_hide_header X-Powered-By;
                proxy_connect_timeout 5s;
                proxy_send_timeout 30s;
                proxy_read_timeout 30s;

                """
                .formatted(plan.portInAddress());
    }
}
