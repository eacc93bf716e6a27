"""The words of the program: numbers, lists, dates, policies and events, said one way everywhere.

The terminal, reports, explanations and the page take them from here. Sentences are whole, as
templates with named placeholders, so that they can be read together and translated.
"""
