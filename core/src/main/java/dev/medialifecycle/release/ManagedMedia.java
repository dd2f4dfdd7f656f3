package dev.medialifecycle.release;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field, getter or record component that holds URLs of managed blobs: text, a URI, a collection, an array, the values of
 * a map, or an object that has such members itself. Read by {@link UrlCollector#annotated}. Where an object-relational mapper
 * hands out lazy proxies, mark getters: the fields of a proxy are empty.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface ManagedMedia {}
