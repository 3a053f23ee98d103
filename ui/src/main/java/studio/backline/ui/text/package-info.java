/** The host's own texts, from message bundles, in the language of the person who reads. */
@NullMarked
package studio.backline.ui.text;

import org.jspecify.annotations.NullMarked;
