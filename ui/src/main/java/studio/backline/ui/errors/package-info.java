/** What a person sees when something is not there or went wrong. */
@NullMarked
package studio.backline.ui.errors;

import org.jspecify.annotations.NullMarked;
