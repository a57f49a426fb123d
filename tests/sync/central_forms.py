# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms of the exercise: as small as what they show."""

from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
 xmlns:odk="http://www.opendatakit.org/xforms" xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head>"""


def make(form_id, version, nodes, binds, controls, model="", submission="", entities=None, meta=""):
    version = f' version="{escape(version)}"' if version is not None else ""
    entities = f' entities:entities-version="{entities}"' if entities else ""
    return f"""{HEAD}<h:title>Exercise {form_id}</h:title><model odk:xforms-version="1.0.0"{entities}>{submission}
<instance><data id="{form_id}"{version}>{nodes}<meta>{meta}<instanceID/></meta></data></instance>{model}{binds}
<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/></model></h:head>
<h:body>{controls}</h:body></h:html>""".encode()


def files(form_id, version, label="Name", submission=""):
    """A name and as many files as a record needs."""
    uploads = ["photo", "second", "third", "fourth"]
    return make(form_id, version, "<name/><note/>" + "".join(f"<{name}/>" for name in uploads),
                '<bind nodeset="/data/name" type="string"/><bind nodeset="/data/note" type="string"/>' +
                "".join(f'<bind nodeset="/data/{name}" type="binary"/>' for name in uploads),
                f'<input ref="/data/name"><label>{label}</label></input><input ref="/data/note"><label>Note</label>'
                "</input>" + "".join(f'<upload ref="/data/{name}" mediatype="*/*"><label>{name}</label></upload>'
                                     for name in uploads), submission=submission)


def album(form_id, version):
    """As many photographs as one likes."""
    return make(form_id, version, '<shot jr:template=""><photo/></shot>',
                '<bind nodeset="/data/shot/photo" type="binary"/>',
                '<group ref="/data/shot"><label>Shots</label><repeat nodeset="/data/shot">'
                '<upload ref="/data/shot/photo" mediatype="image/*"><label>Photo</label></upload></repeat></group>')


def lists(form_id, version):
    """A picture, a CSV file and an entity list beside the form."""
    return make(form_id, version, "<place/><tree/><wards/>",
                '<bind nodeset="/data/place" type="string"/><bind nodeset="/data/tree" type="string"/>'
                "<bind nodeset=\"/data/wards\" type=\"string\" calculate=\"count(instance('places')/root/item)\"/>",
                '<select1 ref="/data/place"><label ref="jr:itext(\'q\')"/>'
                "<itemset nodeset=\"instance('places')/root/item\"><value ref=\"name\"/><label ref=\"label\"/></itemset>"
                "</select1><select1 ref=\"/data/tree\"><label>Tree</label>"
                "<itemset nodeset=\"instance('trees')/root/item\"><value ref=\"name\"/><label ref=\"label\"/></itemset>"
                "</select1>",
                model='<instance id="places" src="jr://file-csv/places.csv"/>'
                      '<instance id="trees" src="jr://file-csv/trees.csv"/>'
                      '<itext><translation lang="en"><text id="q"><value>Place</value>'
                      '<value form="image">jr://images/map &amp; key é.png</value></text></translation></itext>')


def new_tree(form_id, version):
    """Makes a tree."""
    return make(form_id, version, "<species/><girth/>",
                '<bind nodeset="/data/species" type="string" entities:saveto="species"/>'
                '<bind nodeset="/data/girth" type="int" entities:saveto="girth"/>'
                '<bind nodeset="/data/meta/entity/@id" type="string" readonly="true()"/>'
                '<setvalue ref="/data/meta/entity/@id" event="odk-instance-first-load" value="uuid()"/>'
                '<bind nodeset="/data/meta/entity/label" type="string" readonly="true()"'
                " calculate=\"concat(/data/species, ' tree')\"/>",
                '<input ref="/data/species"><label>Species</label></input>'
                '<input ref="/data/girth"><label>Girth</label></input>', entities="2024.1.0",
                meta='<entity dataset="trees" id="" create="1"><label/></entity>')


def old_tree(form_id, version):
    """Measures a tree that is known, as the server numbers versions when it cannot be asked."""
    versions = "".join(
        f'<bind nodeset="/data/meta/entity/@{name}" type="string" readonly="true()"'
        f" calculate=\"instance('trees')/root/item[name = /data/tree]/{column}\"/>"
        for name, column in (("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"),
                             ("branchId", "__branchId")))
    return make(form_id, version, "<tree/><girth/>",
                '<bind nodeset="/data/tree" type="string" required="true()"/>'
                '<bind nodeset="/data/girth" type="int" entities:saveto="girth"/>'
                '<bind nodeset="/data/meta/entity/@id" type="string" readonly="true()" calculate="/data/tree"/>'
                + versions,
                '<select1 ref="/data/tree"><label>Tree</label><itemset nodeset="instance(\'trees\')/root/item">'
                '<value ref="name"/><label ref="label"/></itemset></select1>'
                '<input ref="/data/girth"><label>Girth</label></input>',
                model='<instance id="trees" src="jr://file-csv/trees.csv"/>', entities="2024.1.0",
                meta='<entity dataset="trees" id="" update="1" baseVersion="" trunkVersion="" branchId=""/>')


def many_trees(form_id, version):
    """Makes one tree a repeat."""
    return make(form_id, version, '<tree jr:template=""><species/><girth/><meta><entity dataset="trees" id="" create="1">'
                "<label/></entity></meta></tree>",
                '<bind nodeset="/data/tree/species" type="string" entities:saveto="species"/>'
                '<bind nodeset="/data/tree/girth" type="int" entities:saveto="girth"/>'
                '<bind nodeset="/data/tree/meta/entity/@id" type="string" readonly="true()"/>'
                '<bind nodeset="/data/tree/meta/entity/label" type="string" readonly="true()"'
                ' calculate="../../../species"/>',
                '<group ref="/data/tree"><label>Trees</label><repeat nodeset="/data/tree">'
                '<setvalue ref="/data/tree/meta/entity/@id" event="odk-instance-first-load odk-new-repeat"'
                ' value="uuid()"/>'
                '<input ref="/data/tree/species"><label>Species</label></input>'
                '<input ref="/data/tree/girth"><label>Girth</label></input></repeat></group>', entities="2025.1.0")
