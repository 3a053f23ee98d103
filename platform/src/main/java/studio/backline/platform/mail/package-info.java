/**
 * Letters that leave the house: planned with what caused them, handed over by workers, and shown
 * where nobody knows whether they arrived.
 */
@NullMarked
package studio.backline.platform.mail;

import org.jspecify.annotations.NullMarked;
