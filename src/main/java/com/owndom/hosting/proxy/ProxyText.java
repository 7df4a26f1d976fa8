package com.owndom.hosting.proxy;

/** Renders what every site shares: estate.conf. */
final class ProxyText {

    /** Where releases live in the proxy's container. */
    static final String ESTATE = "/etc/nginx/estate";

    /** Where certificates live in the proxy's container: {@code <name>/fullchain.pem} and {@code <name>/key.pem}. */
    static final String CERTIFICATES = "/etc/nginx/certificates";

    /** nginx's own file in the proxy's container. */
    static final String MAIN_FILE = "/etc/nginx/nginx.conf";

    private ProxyText() {}

    static String estate(ProxyPlan plan) {
        return SHARED
                + idle(plan)
                + CloudflareText.of(plan.settings())
                + TlsText.shared(plan)
                + HeaderText.of(plan)
                + ForwardingText.of(plan)
                + DefaultServerText.of(plan);
    }

    private static String idle(ProxyPlan plan) {
        return """
                # A reload closes idle connections; this lets requests that are on their way arrive first.
                keepalive_min_timeout %ds;

                """
                .formatted(plan.idleSeconds());
    }

    private static final String SHARED =
            """
            log_format estate '$remote_addr $host "$request" $status $body_bytes_sent $request_time $upstream_response_time';
            access_log /dev/stdout estate;
            server_names_hash_max_size 8192;
            server_names_hash_bucket_size 128;

            # Docker's DNS. Names are asked for again, so a container that comes back is found.
            resolver 127.0.0.11 valid=5s ipv6=off;

            # A visitor who sends nothing holds no connection for long.
            client_header_timeout 15s;
            client_body_timeout 30s;
            send_timeout 30s;
            reset_timedout_connection on;
            keepalive_timeout 65s;
            sendfile on;
            tcp_nopush on;

            # The public image has no brotli module.
            gzip on;
            gzip_vary on;
            gzip_proxied any;
            gzip_comp_level 5;
            gzip_min_length 1024;
            gzip_types application/javascript application/json application/manifest+json application/xml image/svg+xml text/css text/javascript text/plain text/xml;

            limit_req_status 429;
            limit_req_log_level warn;

            """;
}
