package com.aluminatiai.jdbc;

/** Planted: a door that shows one type too many. */
public class PlantedShownType {}
