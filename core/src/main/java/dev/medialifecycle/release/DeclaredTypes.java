package dev.medialifecycle.release;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds members that can never hold a URL when the collector is made, not when the first record is deleted. */
final class DeclaredTypes {
    private final Set<Class<?>> checked = new HashSet<>();

    void check(Class<?> type) {
        if (checked.add(type)) {
            ManagedMember.in(type).forEach(member -> member(member.type(), member.name()));
        }
    }

    private void member(Type type, String where) {
        if (type instanceof Class<?> plain) {
            plain(plain, where);
        } else if (type instanceof GenericArrayType array) {
            member(array.getGenericComponentType(), where);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            generic(raw, List.of(generic.getActualTypeArguments()), where);
        }
        // What a type variable or wildcard stands for shows with the value.
    }

    private void generic(Class<?> raw, List<Type> arguments, String where) {
        if (isHolder(raw)) {
            member(arguments.get(arguments.size() - 1), where);
        } else {
            plain(raw, where);
        }
    }

    private void plain(Class<?> type, String where) {
        if (type == String.class || type == URI.class || isHolder(type)) {
            return;
        }
        if (type.isArray()) {
            member(type.getComponentType(), where);
        } else if (!ManagedMember.in(type).isEmpty()) {
            check(type);
        } else if (cannotBecomeMore(type)) {
            throw AnnotatedUrls.unsupported(where, type);
        }
    }

    private static boolean isHolder(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** Interfaces and open classes may have subclasses with marked members. */
    private static boolean cannotBecomeMore(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || Modifier.isFinal(type.getModifiers());
    }
}
