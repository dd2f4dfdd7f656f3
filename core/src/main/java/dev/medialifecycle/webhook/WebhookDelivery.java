package dev.medialifecycle.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP attempt, not trusted yet: the body byte for byte as it arrived, header names in lower case. */
public record WebhookDelivery(String vendor, Map<String, List<String>> headers, byte[] body) {
    /** Lower-cases header names, joining the values of names that differ in case only; drops null names; shares the body. */
    public WebhookDelivery {
        Map<String, List<String>> lowered = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (name != null) {
                lowered.merge(name.toLowerCase(Locale.ROOT), List.copyOf(values), WebhookDelivery::joined);
            }
        });
        headers = Map.copyOf(lowered);
    }

    /** Shows neither headers nor body, which may hold secrets. */
    @Override
    public String toString() {
        return "WebhookDelivery[" + vendor + ", " + body.length + " bytes]";
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
