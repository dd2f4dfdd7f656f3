package dev.medialifecycle.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** An object that does what an honest one does, except for some methods. */
final class Spoiled<T> {
    private final Class<T> type;
    private final T honest;
    private final Map<String, Function<Object[], Object>> replacements = new HashMap<>();

    private Spoiled(Class<T> type, T honest) {
        this.type = type;
        this.honest = honest;
    }

    static <T> Spoiled<T> of(Class<T> type, T honest) {
        return new Spoiled<>(type, honest);
    }

    Spoiled<T> with(String method, Function<Object[], Object> replacement) {
        replacements.put(method, replacement);
        return this;
    }

    T made() {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> call(method, arguments)));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        Function<Object[], Object> replacement = replacements.get(method.getName());
        if (replacement != null) {
            return replacement.apply(arguments);
        }
        try {
            return method.invoke(honest, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
