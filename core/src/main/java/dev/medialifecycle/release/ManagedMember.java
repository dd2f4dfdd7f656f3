package dev.medialifecycle.release;

import dev.medialifecycle.error.MediaLifecycleException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One marked member of a class, and how to read it. */
record ManagedMember(String name, Type type, Reading reading) {
    /** Gives the member's value in one object. */
    interface Reading {
        @Nullable
        Object of(Object owner) throws ReflectiveOperationException;
    }

    /** The marked members of a class: components in their order, fields from the topmost class down, getters by name. */
    static List<ManagedMember> in(Class<?> type) {
        List<ManagedMember> members = new ArrayList<>();
        if (type.isRecord()) {
            components(type, members);
        } else {
            fields(type, members);
        }
        getters(type, members);
        return List.copyOf(members);
    }

    @Nullable
    Object of(Object owner) {
        try {
            return reading.of(owner);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw unreadable(name, e);
        } catch (ReflectiveOperationException e) {
            throw unreadable(name, e);
        }
    }

    private static void components(Class<?> type, List<ManagedMember> members) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(ManagedMedia.class)) {
                Method accessor = component.getAccessor();
                open(accessor);
                members.add(new ManagedMember(nameOf(accessor), component.getGenericType(), accessor::invoke));
            }
        }
    }

    private static void fields(Class<?> type, List<ManagedMember> members) {
        Class<?> parent = type.getSuperclass();
        if (parent != null) {
            fields(parent, members);
        }
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(ManagedMedia.class)) {
                open(field);
                members.add(new ManagedMember(nameOf(field), field.getGenericType(), field::get));
            }
        }
    }

    private static void getters(Class<?> type, List<ManagedMember> members) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Arrays.stream(owner.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(ManagedMedia.class) && !method.isBridge())
                    .filter(method -> members.stream().noneMatch(member -> member.name.equals(nameOf(method))))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(getter -> members.add(getter(getter)));
        }
    }

    private static ManagedMember getter(Method getter) {
        if (getter.getParameterCount() > 0 || getter.getReturnType() == void.class) {
            throw CollectorFault.of(
                    nameOf(getter) + " is marked @ManagedMedia but is no getter", "mark a getter or field");
        }
        open(getter);
        return new ManagedMember(nameOf(getter), getter.getGenericReturnType(), getter::invoke);
    }

    private static <M extends AccessibleObject & Member> void open(M member) {
        if (Modifier.isStatic(member.getModifiers())) {
            throw CollectorFault.of(nameOf(member) + " is static, so it is not a record's", "mark an instance member");
        }
        if (!member.trySetAccessible()) {
            throw CollectorFault.of(
                    nameOf(member) + " may not be read by this library",
                    "open package " + member.getDeclaringClass().getPackageName() + " to dev.medialifecycle.core");
        }
    }

    private static String nameOf(Member member) {
        return member.getDeclaringClass().getSimpleName() + "." + member.getName();
    }

    private static MediaLifecycleException unreadable(String name, ReflectiveOperationException cause) {
        return CollectorFault.of(name + " cannot be read, so the record's URLs are unknown", "see the cause", cause);
    }
}
