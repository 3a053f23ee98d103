package studio.backline.screens.list;

import java.util.function.Function;

/**
 * What a list must know of a row besides its cells.
 *
 * @param id tells rows apart: a random id, since it travels to the browser
 * @param name what the row is called, for its check box
 * @param address the route that opens it, such as {@code people/…}; no personal data
 * @param <T> a row
 */
public record RowKeys<T>(
        Function<T, String> id, Function<T, String> name, Function<T, String> address) {}
