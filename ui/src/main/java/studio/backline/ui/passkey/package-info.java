/** The conversation with a browser about passkeys. */
@NullMarked
package studio.backline.ui.passkey;

import org.jspecify.annotations.NullMarked;
