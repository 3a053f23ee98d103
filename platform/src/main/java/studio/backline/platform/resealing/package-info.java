/**
 * Seals anew, in the background, what former keys have sealed: in every column that is declared to
 * hold envelopes, the core's and each plugin's, whether the plugin runs or not.
 */
@NullMarked
package studio.backline.platform.resealing;

import org.jspecify.annotations.NullMarked;
