package com.owndom.hosting.settings;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the part of the stack's settings that certificates have. */
record CertificateReader(ConfigReader reader) {

    private static final String LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";
    private static final String CLOUDFLARE = "https://api.cloudflare.com/client/v4";
    private static final int LONGEST_RENEW_DAYS = 89;

    CertificateSettings read() {
        return new CertificateSettings(
                reader.parsed("acmeEmail", "", "an e-mail address", CertificateReader::email),
                reader.parsed("acmeServer", LETS_ENCRYPT, "an https:// address", CertificateReader::https),
                reader.given("acmeRoots"),
                reader.parsed(
                        "acmeResolvers",
                        "",
                        "host:port, more than one separated by blanks",
                        CertificateReader::resolvers),
                token(),
                reader.parsed(
                        "cloudflareUrl",
                        CLOUDFLARE,
                        "an http(s):// address without a slash at the end",
                        CertificateReader::url),
                reader.parsed(
                        "renewDays",
                        30,
                        "a number of days from 1 to " + LONGEST_RENEW_DAYS,
                        CertificateReader::renewDays),
                reader.text("legoImage", "goacme/lego:v4.35.2"),
                sources(reader.texts("certificates")));
    }

    private Optional<Output<String>> token() {
        var token = reader.text("certificateToken", "");
        reader.require(
                "certificateToken",
                token.matches("[0-9A-Za-z_-]*"),
                "is a token of Cloudflare's API",
                "pulumi config set --secret certificateToken");
        return Optional.of(token).filter(it -> !it.isEmpty()).map(Output::ofSecret);
    }

    private Map<String, CertificateSource> sources(Map<String, String> given) {
        var sources = new TreeMap<String, CertificateSource>();
        given.forEach((name, text) -> CertificateSource.parse(text)
                .ifPresentOrElse(source -> sources.put(name, source), () -> refuse(name, text)));
        return sources;
    }

    private void refuse(String name, String text) {
        reader.refuse(
                "certificates." + name,
                '"' + text + '"',
                "must be dns, http, origin or files",
                "for example: pulumi config set --path 'certificates[\"" + name + "\"]' http");
    }

    private static Optional<String> email(String text) {
        return Optional.of(text).filter(it -> it.matches("([^\\s@]+@[^\\s@]+)?"));
    }

    private static Optional<String> https(String text) {
        return Optional.of(text).filter(it -> it.matches("https://\\S+"));
    }

    private static Optional<String> url(String text) {
        return Optional.of(text).filter(it -> it.matches("https?://\\S*[^\\s/]"));
    }

    private static Optional<String> resolvers(String text) {
        return Optional.of(text).filter(it -> it.matches("([\\w.-]+:[0-9]+( [\\w.-]+:[0-9]+)*)?"));
    }

    private static Optional<Integer> renewDays(String text) {
        return ConfigReader.wholeNumber(text).filter(it -> it >= 1 && it <= LONGEST_RENEW_DAYS);
    }
}
