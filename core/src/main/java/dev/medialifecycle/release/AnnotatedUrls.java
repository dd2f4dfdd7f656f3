package dev.medialifecycle.release;

import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads marked members, of the class that each object really is: a subclass may have more of them. */
final class AnnotatedUrls {
    private final Map<Class<?>, List<ManagedMember>> members = new ConcurrentHashMap<>();

    private AnnotatedUrls() {}

    static AnnotatedUrls of(Class<?> type) {
        if (ManagedMember.in(type).isEmpty()) {
            throw CollectorFault.of(
                    type.getSimpleName() + " has no member marked @ManagedMedia", "mark those with URLs");
        }
        new DeclaredTypes().check(type);
        return new AnnotatedUrls();
    }

    Stream<String> in(Object record) {
        Reading reading = new Reading();
        reading.object(record, record.getClass().getSimpleName());
        return reading.urls.stream();
    }

    private List<ManagedMember> members(Class<?> type) {
        return members.computeIfAbsent(type, ManagedMember::in);
    }

    /** One pass through one record. */
    private final class Reading {
        private final List<String> urls = new ArrayList<>();
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        private void value(@Nullable Object value, String where) {
            if (value == null) {
                return;
            }
            if (value instanceof String text) {
                urls.add(text);
            } else if (value instanceof URI uri) {
                urls.add(uri.toString());
            } else if (value instanceof Collection<?> values) {
                values.forEach(each -> value(each, where));
            } else if (value instanceof Object[] values) {
                for (Object each : values) {
                    value(each, where);
                }
            } else if (value instanceof Map<?, ?> map) {
                map.values().forEach(each -> value(each, where));
            } else {
                object(value, where);
            }
        }

        private void object(Object object, String where) {
            List<ManagedMember> marked = members(object.getClass());
            if (marked.isEmpty()) {
                throw unsupported(where, object.getClass());
            }
            // A parent and its children may hold each other.
            if (seen.add(object)) {
                marked.forEach(member -> value(member.of(object), member.name()));
            }
        }
    }

    static MediaLifecycleException unsupported(String where, Class<?> type) {
        return CollectorFault.of(
                where + " is marked @ManagedMedia, but " + type.getSimpleName() + " holds no URLs",
                "mark text, a URI, a collection, an array, a map, or an object with marked members");
    }
}
