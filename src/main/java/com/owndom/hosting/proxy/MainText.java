package com.owndom.hosting.proxy;

/** Renders nginx.conf: what a reload cannot change, so that the container is never replaced for a client. */
final class MainText {

    private MainText() {}

    static String of() {
        return """
                user nginx;
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
                    server_tokens off;
                    server {
                        listen 127.0.0.1:81;
                        server_name localhost;
                        access_log off;
                        return 200 "healthy\\n";
                    }
                    # A pattern may match nothing: so the proxy starts before its first release.
                    include %1$s/current/*.conf;
                    include %1$s/current/sites/*.conf;
                }
                """
                .formatted(ProxyText.ESTATE);
    }
}
