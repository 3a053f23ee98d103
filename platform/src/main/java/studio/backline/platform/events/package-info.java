/**
 * What happened in one plugin, brought to the others: a row per event and hearer, claimed, handled
 * once.
 */
@NullMarked
package studio.backline.platform.events;

import org.jspecify.annotations.NullMarked;
