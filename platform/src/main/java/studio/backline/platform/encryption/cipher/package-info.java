/** The primitives, each with its standard: nothing here knows a workspace. */
@NullMarked
package studio.backline.platform.encryption.cipher;

import org.jspecify.annotations.NullMarked;
