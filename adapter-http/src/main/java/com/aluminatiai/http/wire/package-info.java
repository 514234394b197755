/**
 * JSON in and out, the words of faults, and how numbers and times are written. Knows no other room.
 */
package com.aluminatiai.http.wire;
