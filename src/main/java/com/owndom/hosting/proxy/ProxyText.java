package com.owndom.hosting.proxy;

/** Renders the proxy's own part of its configuration. */
final class ProxyText {

    /** Where releases live in the proxy's container. */
    static final String ESTATE = "/etc/nginx/estate";

    /** Where certificates live in the proxy's container: {@code <name>/fullchain.pem} and {@code <name>/key.pem}. */
    static final String CERTIFICATES = "/etc/nginx/certificates";

    /** nginx's own file in the proxy's container. */
    static final String MAIN_FILE = "/etc/nginx/nginx.conf";

    private ProxyText() {}

    /** nginx.conf: what a reload cannot change stays here, so that the container is never replaced for a client. */
    static String main() {
        return """
                worker_processes auto;
                worker_rlimit_nofile 16384;
                # An old worker outlives the longest drain and then the longest stop of an app, which says goodbye through it.
                worker_shutdown_timeout 20m;
                pid /run/nginx.pid;
                error_log /dev/stderr warn;

                events {
                    worker_connections 4096;
                }

                http {
                    include /etc/nginx/mime.types;
                    default_type application/octet-stream;
                    server {
                        listen 127.0.0.1:81;
                        access_log off;
                        return 200 "healthy\\n";
                    }
                    # A pattern may match nothing: so the proxy starts before its first release.
                    include %1$s/current/*.conf;
                    include %1$s/current/sites/*.conf;
                }
                """
                .formatted(ESTATE);
    }

    /** estate.conf: what every site shares. */
    static String estate() {
        return """
                log_format estate '$remote_addr $host "$request" $status $body_bytes_sent $request_time $upstream_response_time';
                access_log /dev/stdout estate;
                server_tokens off;
                server_names_hash_max_size 8192;
                server_names_hash_bucket_size 128;

                # Docker's DNS. Names are asked for again, so a container that comes back is found.
                resolver 127.0.0.11 valid=5s ipv6=off;

                keepalive_timeout 65s;
                # A reload closes idle connections; this lets requests that are on their way arrive first.
                keepalive_min_timeout 10s;
                sendfile on;
                tcp_nopush on;

                gzip on;
                gzip_vary on;
                gzip_proxied any;
                gzip_comp_level 5;
                gzip_min_length 1024;
                gzip_types application/javascript application/json application/manifest+json application/xml image/svg+xml text/css text/javascript text/plain text/xml;

                limit_req_status 429;
                limit_req_log_level warn;

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

                # add_header in a location would hide the ones above it, so caching is a header whose value may be empty.
                map $uri $estate_caching {
                    default '';
                    ~^/_next/static/ 'public, max-age=31536000, immutable';
                }

                map $host $estate_unavailable {
                    default '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Back soon</title><body style="font:1.1rem/1.6 system-ui;max-width:32rem;margin:20vh auto;padding:0 1rem"><h1>Back soon</h1><p>This site is not answering at the moment. Please try again in a minute.</p></body></html>';
                }

                add_header X-Frame-Options DENY always;
                add_header X-Content-Type-Options nosniff always;
                add_header X-XSS-Protection "1; mode=block" always;
                add_header Referrer-Policy strict-origin-when-cross-origin always;
                add_header Cache-Control $estate_caching;

                proxy_http_version 1.1;
                proxy_set_header Upgrade $estate_upgrade;
                proxy_set_header Connection $estate_connection;
                proxy_set_header Host $http_host;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_connect_timeout 5s;
                proxy_send_timeout 30s;
                proxy_read_timeout 30s;

                server {
                    listen 80 default_server;
                    server_name _;
                    return 444;
                }
                """;
    }
}
