package studio.backline.screens.list;

/**
 * An order in which a list may be shown.
 *
 * @param id what the source knows it by
 * @param caption as a person reads it: 'Name', 'Newest first'
 * @param descending whether high values come first
 * @param letters whether one can jump by letter in it
 */
public record ListSort(String id, String caption, boolean descending, boolean letters) {}
