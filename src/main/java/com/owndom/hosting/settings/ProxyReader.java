package com.owndom.hosting.settings;

/** Reads the part of the stack's settings that the proxy has. */
record ProxyReader(ConfigReader reader) {

    EstateSettings.Http http() {
        return new EstateSettings.Http(
                reader.parsed("httpAddress", "127.0.0.1", "an IP address of the host", SettingForms::address),
                reader.port("httpPort", 8080),
                reader.port("httpsPort", 443),
                reader.flag("plainHttp"));
    }

    ProxySettings proxy(boolean proxied) {
        return new ProxySettings(
                reader.parsed("hsts", Hsts.HOST, "host, subdomains or preload", Hsts::parse),
                reader.flag("behindCloudflare", proxied),
                reader.flag("cloudflareOnly"),
                reader.texts("maintenance"));
    }
}
