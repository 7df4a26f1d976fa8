package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake has the rules that the tests with it depend on. */
class FakeCloudflareTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final FakeCloudflare api = new FakeCloudflare();
    private final FakeZone zone = api.zone("example.com");
    private final String token = api.token("tests");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsComeInPages() throws Exception {
        for (var i = 1; i <= 7; i++) {
            zone.add("A", "client-" + i + ".example.com", "203.0.113.5");
        }
        var second = json(send("GET", "/zones/" + zone.id() + "/dns_records?page=2&per_page=5", "", token));
        assertThat(second.getAsJsonArray("result")).hasSize(2);
        assertThat(second.getAsJsonObject("result_info").get("total_pages").getAsInt())
                .isEqualTo(2);
        var one = json(send("GET", "/zones/" + zone.id() + "/dns_records?name.exact=client-3.example.com", "", token));
        assertThat(one.getAsJsonArray("result")).hasSize(1);
        assertThat(json(send("GET", "/zones?name=example.com", "", token)).getAsJsonArray("result"))
                .hasSize(1);
    }

    @Test
    void identicalRecordsAreRefusedAndOtherContentIsNot() throws Exception {
        assertThat(post("A", "a.example.com", "203.0.113.5").statusCode()).isEqualTo(200);
        assertThat(post("A", "a.example.com", "203.0.113.5").body()).contains("81058");
        assertThat(post("A", "a.example.com", "203.0.113.6").statusCode()).isEqualTo(200);
        assertThat(post("CNAME", "a.example.com", "b.example.com").body()).contains("81053");
        post("CNAME", "c.example.com", "b.example.com");
        assertThat(post("A", "c.example.com", "203.0.113.5").body()).contains("81054");
        assertThat(zone.records())
                .containsExactly(
                        "A a.example.com 203.0.113.5",
                        "A a.example.com 203.0.113.6",
                        "CNAME c.example.com b.example.com");
    }

    @Test
    void tokensAreKnownAndHaveRights() throws Exception {
        assertThat(send("GET", "/user/tokens/verify", "", token).body()).contains("active");
        assertThat(send("GET", "/user/tokens/verify", "", "unknown").body()).contains("9109");
        var readOnly = api.readOnlyToken("reader");
        assertThat(send("GET", "/zones/" + zone.id(), "", readOnly).statusCode())
                .isEqualTo(200);
        assertThat(send("PATCH", "/zones/" + zone.id() + "/settings/ssl", "{\"value\":\"strict\"}", readOnly)
                        .body())
                .contains("10000");
        assertThat(zone.setting("ssl")).isEqualTo("full");
    }

    @Test
    void faultsPassAndRequestsAreKept() throws Exception {
        api.throttle("POST", 1, 3);
        api.breakDown("GET", 1, 502);
        var throttled = post("A", "a.example.com", "203.0.113.5");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("3");
        assertThat(send("GET", "/zones", "", token).statusCode()).isEqualTo(502);
        assertThat(send("GET", "/zones", "", token).statusCode()).isEqualTo(200);
        assertThat(api.requests())
                .extracting(FakeCloudflare.Request::toString)
                .containsExactly(
                        "POST /client/v4/zones/" + zone.id() + "/dns_records 429",
                        "GET /client/v4/zones 502",
                        "GET /client/v4/zones 200");
    }

    private HttpResponse<String> post(String type, String name, String content) throws Exception {
        var body = "{\"type\":\"%s\",\"name\":\"%s\",\"content\":\"%s\",\"ttl\":1}".formatted(type, name, content);
        return send("POST", "/zones/" + zone.id() + "/dns_records", body, token);
    }

    private HttpResponse<String> send(String method, String path, String body, String with)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + with)
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }
}
