package com.owndom.hosting.proxy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSerializationContext;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/** A site as text, for the updates that publish it again without its client. */
public final class StoredSite {

    private static final Gson JSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(Optional.class, (com.google.gson.JsonSerializer<Optional<?>>) StoredSite::array)
            .registerTypeAdapter(Optional.class, (com.google.gson.JsonDeserializer<Optional<?>>) StoredSite::optional)
            .create();

    private StoredSite() {}

    /** The site's text. */
    public static String of(Site site) {
        return JSON.toJson(site);
    }

    /** The site of a text; nothing when it was written by another version of this program, with other properties. */
    public static Optional<Site> read(String text) {
        try {
            var site = JSON.fromJson(text, Site.class);
            return Optional.of(site).filter(it -> JSON.toJsonTree(it).equals(JsonParser.parseString(text)));
        } catch (RuntimeException incomplete) {
            return Optional.empty();
        }
    }

    /** An array of one element or none: Gson knows no Optional, and gives null for null without asking. */
    private static JsonElement array(Optional<?> value, Type type, JsonSerializationContext json) {
        var elements = new JsonArray();
        value.ifPresent(it -> elements.add(json.serialize(it)));
        return elements;
    }

    private static Optional<?> optional(JsonElement array, Type type, JsonDeserializationContext json) {
        var of = ((ParameterizedType) type).getActualTypeArguments()[0];
        var elements = array.getAsJsonArray();
        return elements.isEmpty() ? Optional.empty() : Optional.of(json.deserialize(elements.get(0), of));
    }
}
