/** Anthropic's Java SDK on the one way out. */
@NullMarked
package studio.backline.models.anthropic;

import org.jspecify.annotations.NullMarked;
